/** Rules that hold for the whole house, read off the compiled classes. */
@NullMarked
package dev.skerry;

import org.jspecify.annotations.NullMarked;
