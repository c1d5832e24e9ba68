package dev.skerry.handler.web;

import org.jspecify.annotations.Nullable;

/**
 * A function that the library of modules has of the host, whatever engine runs it. It gives null, a
 * text, a number, a truth value, octets ({@code ByteBuffer}), or an object that the library keeps
 * and hands back ({@link Arguments#handle}).
 */
@FunctionalInterface
public interface HostFunction {
  @Nullable Object of(Arguments arguments);
}
