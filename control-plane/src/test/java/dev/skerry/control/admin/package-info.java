@NullMarked
package dev.skerry.control.admin;

import org.jspecify.annotations.NullMarked;
