package org.hpcctl.templates;

import module java.base;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.SimpleSequence;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import org.jspecify.annotations.Nullable;

/// Shows a template the components of records, lists and plain values. Nothing that it hands out
/// has a method to call.
final class RecordWrapper implements ObjectWrapper {
  @Override
  public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
    return switch (value) {
      case null -> null;
      case TemplateModel model -> model;
      case String text -> new SimpleScalar(text);
      case Number number -> new SimpleNumber(number);
      case Enum<?> constant -> new SimpleScalar(constant.name());
      case Boolean flag -> flag ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
      case Optional<?> optional -> wrap(optional.orElse(null));
      case Collection<?> items -> new SimpleSequence(List.copyOf(items), this);
      case Record record -> new Components(record, this);
      default -> throw new TemplateModelException("templates see no " + value.getClass().getName());
    };
  }

  private record Components(Record of, RecordWrapper wrapper) implements TemplateHashModel {
    @Override
    public @Nullable TemplateModel get(String name) throws TemplateModelException {
      for (RecordComponent component : of.getClass().getRecordComponents()) {
        if (component.getName().equals(name)) {
          return wrapper.wrap(value(component));
        }
      }
      return null;
    }

    private @Nullable Object value(RecordComponent component) throws TemplateModelException {
      try {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor.invoke(of);
      } catch (ReflectiveOperationException e) {
        throw new TemplateModelException(e);
      }
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
