@NullMarked
package dev.skerry.loadtest.tables;

import org.jspecify.annotations.NullMarked;
