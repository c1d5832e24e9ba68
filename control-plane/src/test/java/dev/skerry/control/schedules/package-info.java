/** Tests of the schedules of handlers. */
@NullMarked
package dev.skerry.control.schedules;

import org.jspecify.annotations.NullMarked;
