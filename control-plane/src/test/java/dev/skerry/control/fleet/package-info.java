/** Tests of the fleet. */
@NullMarked
package dev.skerry.control.fleet;

import org.jspecify.annotations.NullMarked;
