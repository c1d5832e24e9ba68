/**
 * Handlers in JavaScript that are not trusted: the sources of {@code dev.skerry.handler.js}, run by
 * QuickJS, which itself is a WebAssembly module in a memory that is capped and can be stopped.
 *
 * <p>Event, result and library are those of every JavaScript ({@code dev.skerry.handler.text}).
 * Uses {@code dev.skerry.handler.wasm} for what every module has: imports, logs, interruption.
 */
@NullMarked
package dev.skerry.handler.sandboxed;

import org.jspecify.annotations.NullMarked;
