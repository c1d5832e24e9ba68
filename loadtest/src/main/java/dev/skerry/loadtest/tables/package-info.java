/**
 * Measures table APIs beside each other: Skerry's, and those of DynamoDB's emulators where they are
 * installed, with the same prepared requests.
 */
@NullMarked
package dev.skerry.loadtest.tables;

import org.jspecify.annotations.NullMarked;
