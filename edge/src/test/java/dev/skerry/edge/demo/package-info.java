@NullMarked
package dev.skerry.edge.demo;

import org.jspecify.annotations.NullMarked;
