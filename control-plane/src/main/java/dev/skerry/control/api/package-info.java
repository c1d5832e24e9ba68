/**
 * The origin API's port: one handler of the edge's listener for all services, which takes a call's
 * content within limits, runs it on a virtual thread and sends the reply. Content comes whole or as
 * a stream, by the service's choice; replies are octets, slices of files, or made while they are
 * sent.
 *
 * <p>It knows services by {@link dev.skerry.control.api.Service} only, and of the edge the flow of
 * messages and the metrics.
 */
@NullMarked
package dev.skerry.control.api;

import org.jspecify.annotations.NullMarked;
