package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event with what is expected of a handler that is called with it.
 *
 * @param about what it is about, in the author's words; the file's name where they say nothing
 * @param handler the id of the handler that it is for; null where the file names none
 */
public record TestEvent(
    String about, @Nullable String handler, HandlerEvent event, Expected expected) {}
