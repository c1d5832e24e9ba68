/**
 * Handlers in JavaScript: CloudFront Functions' shape, run by GraalJS in the process.
 *
 * <p>The sources are run in contexts without access to the host, to files or to threads; what they
 * can reach are the functions that {@code cloudfront.js} is given. Uses the handler model, the
 * message model and {@code dev.skerry.handler.host}, whose programs it makes.
 */
@NullMarked
package dev.skerry.handler.js;

import org.jspecify.annotations.NullMarked;
