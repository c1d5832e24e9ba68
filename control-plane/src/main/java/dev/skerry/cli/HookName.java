package dev.skerry.cli;

import dev.skerry.handler.Hook;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a hook by its name in configuration. */
final class HookName implements ITypeConverter<Hook> {
  @Override
  public Hook convert(String text) {
    return Arrays.stream(Hook.values())
        .filter(hook -> hook.token().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of "
                        + Arrays.stream(Hook.values())
                            .map(Hook::token)
                            .collect(Collectors.joining(", "))
                        + ", found "
                        + text));
  }
}
