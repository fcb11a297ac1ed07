package org.paincare.platform.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that also opens to the query parameter {@code ticket}, where no token is sent: for browsers' event streams,
 * which cannot send one. The ticket stands for the token it was given for; {@link Allowed} is asked as ever.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ByTicket {

    /** Name of the query parameter. */
    String PARAMETER = "ticket";
}
