/**
 * The web platform of modules, whatever engine runs them: the library in JavaScript (resources of
 * this package), the functions that it has of the host, and the texts of events and results.
 *
 * <p>An engine makes functions of its own language out of {@code HostFunction}s, evaluates {@code
 * platform.js} with them and {@code runtime.js} with what that gives, and calls what that gives.
 * Uses the handler and message models and {@code dev.skerry.handler.text}; no engine.
 */
@NullMarked
package dev.skerry.handler.web;

import org.jspecify.annotations.NullMarked;
