/**
 * What the commands of the measuring instruments have in common: options, how they end, exit codes
 * and messages for the user.
 */
@NullMarked
package dev.skerry.loadtest.terminal;

import org.jspecify.annotations.NullMarked;
