package cevns.web;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many real beam pulses an emulated one stands for: a number, 1 or more. */
final class TimeLapse implements ITypeConverter<Double> {

    /** At 10¹⁴ protons a pulse, as many protons as anybody will ever see. */
    private static final double MOST = 1e9;

    @Override
    public Double convert(String text) {
        double factor;
        try {
            factor = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            factor = Double.NaN;
        }
        if (!(factor >= 1 && factor <= MOST)) {
            throw new TypeConversionException("'" + text + "' is not a number from 1 to 1e9");
        }
        return factor;
    }
}
