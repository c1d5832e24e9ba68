/**
 * What measures an API call by call: servers as scripts start them, and connections that send
 * prepared requests to them, one after another.
 */
@NullMarked
package dev.skerry.loadtest.calls;

import org.jspecify.annotations.NullMarked;
