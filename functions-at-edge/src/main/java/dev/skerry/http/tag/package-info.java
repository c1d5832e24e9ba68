/**
 * The names of what an origin keeps, as tags of the responses that are made from it: whoever makes
 * a response and whoever purges it get the same text for the same item.
 *
 * <p>Pure functions on texts and octets; this package uses nothing but the JDK.
 */
@NullMarked
package dev.skerry.http.tag;

import org.jspecify.annotations.NullMarked;
