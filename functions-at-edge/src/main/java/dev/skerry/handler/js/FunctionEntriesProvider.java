package dev.skerry.handler.js;

import com.oracle.truffle.api.instrumentation.TruffleInstrument.Registration;
import com.oracle.truffle.api.instrumentation.provider.TruffleInstrumentProvider;
import java.util.Collection;
import java.util.List;

/** Tells engines of {@link FunctionEntries}; named in {@code META-INF/services}. */
@Registration(
    id = FunctionEntries.ID,
    name = "Entries of functions",
    version = "1",
    services = FunctionEntries.class)
public final class FunctionEntriesProvider extends TruffleInstrumentProvider {
  @Override
  protected String getInstrumentClassName() {
    return FunctionEntries.class.getName();
  }

  @Override
  protected Object create() {
    return new FunctionEntries();
  }

  @Override
  protected Collection<String> getServicesClassNames() {
    return List.of(FunctionEntries.class.getName());
  }
}
