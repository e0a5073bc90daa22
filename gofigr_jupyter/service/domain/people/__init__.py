"""The rules about people: who belongs where, who is invited, who did what, who may sign in.

`model` holds the values, `ports` what is stored. `members` and `organizations` decide who may do
what (together with `domain.access`); `invitations`, `registration` and `passwords_again` bring
people in; `attempts` slows down those who guess; `activity` tells what happened, `news` what
just did; `administration` is for staff.
"""
