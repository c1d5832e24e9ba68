/**
 * The control plane's wiring: opens what the origin's services stand on (engine, accounts) in a
 * data folder, and serves them on one port.
 *
 * <p>It uses the origin, and of the edge the listener with its configuration, the flow of messages
 * and the metrics: the services run one virtual thread per call behind the edge's own server.
 */
@NullMarked
package dev.skerry.control;

import org.jspecify.annotations.NullMarked;
