"""The audiences of broadcasts as conditions of SQL."""

from bot.domain.broadcasts import Audience, AudienceGroup


def audience_condition(audience: Audience, now: int) -> tuple[str, tuple[object, ...]]:
    """Return the SQL condition for person `p` being in the audience, and its values.

    People who have a plan by inclusion have it. Of several tariffs of a plan, the one of the latest
    grant that no admin has cut counts.
    """
    match audience.group:
        case AudienceGroup.ALL:
            return "1", ()
        case AudienceGroup.ACTIVE:
            return _HAS_ACCESS, (now, audience.plan_id)
        case AudienceGroup.EXPIRED:
            plan = audience.plan_id
            return f"{_ACCESS_ENDED} AND NOT {_HAS_ACCESS}", (now, plan, now, plan)
        case AudienceGroup.TARIFF:
            return _HAS_TARIFF, (audience.tariff_id, now)


_OF_PLAN = "s.plan_id = COALESCE(?, s.plan_id)"
_HAS_ACCESS = f"""EXISTS (SELECT 1 FROM subscriptions s
    WHERE s.telegram_user_id = p.telegram_user_id AND (s.expires_at IS NULL OR s.expires_at > ?)
        AND {_OF_PLAN})"""
_ACCESS_ENDED = f"""EXISTS (SELECT 1 FROM subscriptions s
    WHERE s.telegram_user_id = p.telegram_user_id AND s.expires_at <= ? AND {_OF_PLAN})"""
_HAS_TARIFF = """EXISTS (SELECT 1 FROM tariffs t
    JOIN subscriptions s ON s.telegram_user_id = p.telegram_user_id AND s.plan_id = t.plan_id
    WHERE t.id = ? AND (s.expires_at IS NULL OR s.expires_at > ?) AND t.id = (
        SELECT g.tariff_id FROM grants g
        WHERE g.telegram_user_id = p.telegram_user_id AND g.plan_id = t.plan_id
            AND g.revoked_at IS NULL AND g.tariff_id IS NOT NULL AND g.id > COALESCE((
                SELECT MAX(c.last_grant) FROM access_cuts c
                WHERE c.telegram_user_id = p.telegram_user_id AND c.plan_id = t.plan_id), 0)
        ORDER BY g.granted_at DESC, g.id DESC LIMIT 1))"""
