package org.paincare.session.dose;

import org.paincare.session.reference.Text;

/** One step of the arithmetic, as a person would check it with a pencil: {@code 0.25 mg/kg/h x 64 kg = 16 mg/h}. */
public record ArithmeticLine(Text label, String formula) {}
