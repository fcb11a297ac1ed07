package org.paincare.platform.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that every verified caller may use, whatever the role; the reason is part of the annotation. With
 * {@code toAnyone} not even a token is asked: the endpoint itself proves who calls before it touches anything. Until it
 * has, there is no caller and no clinic, and the database shows nothing.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Open {

    /** Why no role is asked. */
    String because();

    /** True where the caller proves who they are by other means than a token: a one-time link. */
    boolean toAnyone() default false;
}
