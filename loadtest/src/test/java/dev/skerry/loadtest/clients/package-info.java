/**
 * Published clients of the services that the origin serves, unmodified, against Skerry as its users
 * run it. Uses the harness; the tests themselves are written in the clients' languages, in {@code
 * loadtest/table-clients} and {@code loadtest/object-clients}.
 */
@NullMarked
package dev.skerry.loadtest.clients;

import org.jspecify.annotations.NullMarked;
