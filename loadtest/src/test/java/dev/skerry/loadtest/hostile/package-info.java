/**
 * What the edge must bear: malformed and ambiguous requests, floods and slow peers, sent from
 * outside while a strict origin behind it writes down what comes through.
 */
@NullMarked
package dev.skerry.loadtest.hostile;

import org.jspecify.annotations.NullMarked;
