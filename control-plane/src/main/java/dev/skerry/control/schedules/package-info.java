/**
 * The schedules of handlers: each occurrence is run once in the fleet, on an edge that takes it.
 *
 * <p>What has become of the newest occurrence of a schedule is a row of the engine, under {@code
 * schedules}. It is written that a run is due before any edge is offered it, and that an edge has
 * it before that edge is told to begin: so none begins twice, whoever ends in between.
 */
@NullMarked
package dev.skerry.control.schedules;

import org.jspecify.annotations.NullMarked;
