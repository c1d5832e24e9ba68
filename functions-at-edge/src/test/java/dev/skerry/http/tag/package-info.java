@NullMarked
package dev.skerry.http.tag;

import org.jspecify.annotations.NullMarked;
