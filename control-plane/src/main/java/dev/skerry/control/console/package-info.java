/**
 * The console: one page in the browser, made of files that the admin API serves, which calls the
 * admin API as any other client does. Uses the framework of the admin API, and nothing of the
 * control plane.
 */
@NullMarked
package dev.skerry.control.console;

import org.jspecify.annotations.NullMarked;
