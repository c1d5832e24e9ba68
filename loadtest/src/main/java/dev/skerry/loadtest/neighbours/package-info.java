/** What handlers that mean no good take from requests that use none. */
@NullMarked
package dev.skerry.loadtest.neighbours;

import org.jspecify.annotations.NullMarked;
