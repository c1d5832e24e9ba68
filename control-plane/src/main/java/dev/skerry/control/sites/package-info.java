/**
 * Configurations: versions that are only ever appended, which of them edges are to have, what they
 * differ in, and rollouts that begin with a few edges and are judged by how those fare.
 *
 * <p>Keeps its rows on the engine, bundles sealed; refuses with the edge's own compiler what no
 * edge could load; tells edges through the sessions of the fleet. Knows no purges.
 */
@NullMarked
package dev.skerry.control.sites;

import org.jspecify.annotations.NullMarked;
