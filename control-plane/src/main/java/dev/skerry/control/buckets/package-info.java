/**
 * Buckets as origins of sites: what edges ask of them, on the port on which they come, with the
 * certificates with which they do.
 */
@NullMarked
package dev.skerry.control.buckets;

import org.jspecify.annotations.NullMarked;
