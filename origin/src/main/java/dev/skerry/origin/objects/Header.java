package dev.skerry.origin.objects;

/**
 * A field that was sent with an object and is sent with it again.
 *
 * @param name as the caller will want it back
 */
public record Header(String name, String value) {}
