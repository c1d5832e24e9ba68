/**
 * What the API answers to clients of the Security Token Service: whose key a request was signed
 * with, and nothing else of it. Speaks AWS's query protocol: forms in, XML out.
 */
@NullMarked
package dev.skerry.control.sts;

import org.jspecify.annotations.NullMarked;
