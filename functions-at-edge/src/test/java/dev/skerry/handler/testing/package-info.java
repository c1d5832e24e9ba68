@NullMarked
package dev.skerry.handler.testing;

import org.jspecify.annotations.NullMarked;
