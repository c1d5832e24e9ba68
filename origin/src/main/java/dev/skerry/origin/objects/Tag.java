package dev.skerry.origin.objects;

/** A tag of an object. */
public record Tag(String key, String value) {}
