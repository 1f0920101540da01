package cevns.analysis.prediction;

import java.util.Locale;

/** The forms in which papers write the kinematic factor of the vector cross section. */
public enum Kinematics {
    /** 1 − T/E − MT/(2E²) + T²/(2E²): exact. */
    FULL,
    /** 1 − T/E − MT/(2E²) (Scholberg, PRD 73 (2006) 033005). */
    MID,
    /** 1 − MT/(2E²) (Cadeddu, Giunti and others; all our points beyond the Standard Model). */
    LOW;

    /** The factor as a polynomial in 1/E, without dimension. */
    InverseEnergy factor(double massMev, double recoilMev) {
        double c1 = this == LOW ? 0 : -recoilMev;
        double c2 = -massMev * recoilMev / 2;
        return new InverseEnergy(1, c1, this == FULL ? c2 + recoilMev * recoilMev / 2 : c2);
    }

    /**
     * A form by its name {@code full}, {@code mid} or {@code low}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Kinematics named(String name) {
        for (Kinematics form : values()) {
            if (form.name().toLowerCase(Locale.ROOT).equals(name)) {
                return form;
            }
        }
        throw new IllegalArgumentException(
                "unknown kinematic form '" + name + "'; known: full, mid, low");
    }
}
