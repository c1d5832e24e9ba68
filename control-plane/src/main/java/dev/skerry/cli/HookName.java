package dev.skerry.cli;

import dev.skerry.handler.Hook;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a hook of exchanges by its name in configuration. */
final class HookName implements ITypeConverter<Hook> {
  @Override
  public Hook convert(String text) {
    return Hook.OF_EXCHANGES.stream()
        .filter(hook -> hook.token().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of "
                        + Hook.OF_EXCHANGES.stream()
                            .map(Hook::token)
                            .collect(Collectors.joining(", "))
                        + ", found "
                        + text));
  }
}
