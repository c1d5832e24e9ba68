/**
 * URLs as the WHATWG URL Standard parses, changes and writes them, for handlers in JavaScript.
 *
 * <p>Uses the JDK, and of the JavaScript engine's libraries the one that maps internationalised
 * domain names (Unicode TS 46). Everything takes time in proportion to its input, which is bounded.
 */
@NullMarked
package dev.skerry.handler.web.url;

import org.jspecify.annotations.NullMarked;
