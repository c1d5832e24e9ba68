/**
 * What edge handlers are: the hooks at which they run, what they are given and may answer, what
 * they may cost and how they can fail; without anything that runs one. Handlers in Java are
 * compiled against it.
 *
 * <p>Uses the message model only. {@code dev.skerry.handler.host} runs handlers, {@code
 * dev.skerry.handler.js} those in JavaScript, {@code dev.skerry.handler.jar} those in Java; {@code
 * dev.skerry.handler.kinds} finds the way.
 */
@NullMarked
package dev.skerry.handler;

import org.jspecify.annotations.NullMarked;
