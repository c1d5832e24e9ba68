package dev.skerry.origin.objects;

/**
 * A version in a listing.
 *
 * @param latest whether it is the current one of its key
 */
public record ListedVersion(Version version, boolean latest) {}
