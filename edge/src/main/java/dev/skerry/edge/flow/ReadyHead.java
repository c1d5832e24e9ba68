package dev.skerry.edge.flow;

/**
 * The head of a stored response in the form in which a viewer gets it, made once and sent many
 * times: all of it but what changes from answer to answer.
 *
 * <p>Made and understood by the kind of stream that gave it ({@link ViewerStream#ready}); opaque to
 * all others. Immutable, the octets too.
 *
 * @param lines status line and field lines without the empty line, without {@code age} and {@code
 *     cache-status}
 * @param cacheStatus the beginning of the line {@code cache-status}, to which seconds to live are
 *     added
 * @param dated whether a {@code date} is among the lines
 * @param contentLength the length of the content in bytes
 */
public record ReadyHead(byte[] lines, byte[] cacheStatus, boolean dated, int contentLength) {}
