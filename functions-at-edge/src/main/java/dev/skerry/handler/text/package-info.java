/**
 * Events and results as they cross to code that is not Java: one text each, of lines; and what
 * stands around a source in CloudFront Functions' shape, for any engine that runs JavaScript.
 *
 * <p>Which changes a handler may make is decided here, for every kind. Uses the handler model and
 * the message model.
 */
@NullMarked
package dev.skerry.handler.text;

import org.jspecify.annotations.NullMarked;
