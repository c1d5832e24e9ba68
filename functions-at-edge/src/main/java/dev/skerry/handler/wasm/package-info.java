/**
 * Handlers in WebAssembly, for code that is not trusted: modules run in linear memory of their own,
 * compiled to bytecode of the JVM, and can be stopped.
 *
 * <p>What a module may be is decided before a parser sees it ({@link
 * dev.skerry.handler.wasm.ModuleScan}) and before it is compiled ({@link
 * dev.skerry.handler.wasm.ModuleBounds}); what it can reach are the functions of {@link
 * dev.skerry.handler.wasm.HostFunctions} and {@link dev.skerry.handler.wasm.Wasi}. Every call has a
 * memory that is as new. Uses the handler model, the texts of events and results, and {@code
 * dev.skerry.handler.host}, whose programs it makes. The runtime is Endive.
 */
@NullMarked
package dev.skerry.handler.wasm;

import org.jspecify.annotations.NullMarked;
