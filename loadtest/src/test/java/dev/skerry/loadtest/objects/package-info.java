@NullMarked
package dev.skerry.loadtest.objects;

import org.jspecify.annotations.NullMarked;
