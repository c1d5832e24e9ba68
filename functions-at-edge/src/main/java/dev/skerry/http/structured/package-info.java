/**
 * Structured field values (RFC 9651): dictionaries, lists and items, read strictly and written
 * canonically.
 *
 * <p>A value that breaks any rule is refused as a whole, as the specification demands. This package
 * uses nothing but the JDK.
 */
@NullMarked
package dev.skerry.http.structured;

import org.jspecify.annotations.NullMarked;
