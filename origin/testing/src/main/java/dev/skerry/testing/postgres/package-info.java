/** A PostgreSQL for tests, where the machine has one. Uses JUnit, to skip them where not. */
@NullMarked
package dev.skerry.testing.postgres;

import org.jspecify.annotations.NullMarked;
