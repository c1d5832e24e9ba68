/**
 * Handlers in Java: a jar's classes, loaded in a class loader of its own for each version and given
 * checkpoints as they are loaded, so that their loops and recursions can be stopped.
 *
 * <p>What a handler can reach is the JDK, {@code dev.skerry.handler} and {@code dev.skerry.http}.
 * Uses the handler model, the message model and {@code dev.skerry.handler.host}, whose programs it
 * makes.
 */
@NullMarked
package dev.skerry.handler.jar;

import org.jspecify.annotations.NullMarked;
