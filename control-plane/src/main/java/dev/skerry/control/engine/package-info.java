/**
 * The engine of a data folder: where it is and that this is remembered, and how all that is in it
 * is copied: into a backup, out of one, to another engine.
 *
 * <p>It uses the engine's drivers and the files of accounts, and knows neither tables nor servers.
 */
@NullMarked
package dev.skerry.control.engine;

import org.jspecify.annotations.NullMarked;
