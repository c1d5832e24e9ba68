@NullMarked
package dev.skerry.control.changes;

import org.jspecify.annotations.NullMarked;
