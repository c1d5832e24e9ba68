/** The origin's services as their clients see them. */
@NullMarked
package dev.skerry.control;

import org.jspecify.annotations.NullMarked;
