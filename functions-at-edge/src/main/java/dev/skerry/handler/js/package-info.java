/**
 * Handlers in JavaScript, run by GraalJS in the process: scripts in CloudFront Functions' shape,
 * and modules in the shape of Cloudflare's Workers.
 *
 * <p>The sources are run in contexts without access to the host, to files or to threads; what they
 * can reach are the functions that {@code cloudfront.js} and {@code platform.js} are given. Uses
 * the handler model, the message model and {@code dev.skerry.handler.host}, whose programs it
 * makes.
 */
@NullMarked
package dev.skerry.handler.js;

import org.jspecify.annotations.NullMarked;
