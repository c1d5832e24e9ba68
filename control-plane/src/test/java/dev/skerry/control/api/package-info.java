/** The port that the services share. */
@NullMarked
package dev.skerry.control.api;

import org.jspecify.annotations.NullMarked;
